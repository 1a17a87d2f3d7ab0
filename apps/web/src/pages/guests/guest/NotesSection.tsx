import type { GuestRow } from '@steward/contracts'
import { useT } from '../../../messages/LocaleProvider.tsx'
import { Quote } from '../../../ui/Quote.tsx'
import { Sec } from '../../../ui/Sec.tsx'
import { useGuestConfig } from './use-guest.ts'

/** What people wrote about the guest: text, never markup. */
export function NotesSection({ guest }: { guest: GuestRow }) {
  const t = useT()
  const config = useGuestConfig(guest)
  const notes = config.data?.data['description']?.trim()
  if (!notes) return null
  return (
    <Sec label={t('guest:notes')} small={t('guest:notesSmall')}>
      <blockquote className="notes s">
        <Quote text={notes} max={8192} />
      </blockquote>
    </Sec>
  )
}
