import { useState } from 'react'
import { type ApiError, toApiError } from './client.ts'

/** One action of a form: whether it runs, and what went wrong the last time. */
export function useSubmit<Args extends readonly unknown[]>(action: (...args: Args) => Promise<void>) {
  const [state, setState] = useState<{ busy: boolean; error: ApiError | null }>({ busy: false, error: null })
  const run = async (...args: Args): Promise<void> => {
    setState({ busy: true, error: null })
    try {
      await action(...args)
      setState({ busy: false, error: null })
    } catch (error) {
      setState({ busy: false, error: toApiError(error) })
    }
  }
  return { ...state, run: (...args: Args) => void run(...args), forget: () => setState({ busy: false, error: null }) }
}
