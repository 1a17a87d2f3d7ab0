import type { ApiError } from '../api/client.ts'
import { useT } from '../messages/LocaleProvider.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Quote } from '../ui/Quote.tsx'
import { errorWords } from './error-words.ts'

/** Why a form was not taken, inline, with PVE's own words where it has some. */
export function FormError({ error }: { error: ApiError | null }) {
  const t = useT()
  if (!error) return null
  const said = error.body?.pve?.message
  const fields = Object.entries(error.body?.fields ?? {})
  return (
    <div className="msg bad" role="alert">
      <Mark name="critical" />
      <span>
        {errorWords(error, t)}
        {fields.map(([field, problem]) => (
          <span key={field}>
            {' '}
            <Quote text={`${field}: ${problem}`} mono />
          </span>
        ))}
        {said !== undefined && said !== '' && (
          <>
            {' '}
            <Quote text={said} max={300} mono />
          </>
        )}
      </span>
    </div>
  )
}
