import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useT } from '../messages/LocaleProvider.tsx'

/**
 * After a change of page the focus goes to its h1 and the page is announced; not on the first load, where the browser
 * does it, and not when only the search parameters change.
 */
export function RouteAnnouncer() {
  const t = useT()
  const router = useRouter()
  const [title, setTitle] = useState('')
  useEffect(() => {
    const announce = () => {
      // The page itself may still be loading its code: its h1 is looked for over a few frames.
      let tries = 0
      const look = () => {
        const heading = document.querySelector('h1')
        if (!heading && tries++ < 60) return void requestAnimationFrame(look)
        heading?.focus({ preventScroll: true })
        setTitle(heading?.textContent ?? '')
      }
      requestAnimationFrame(look)
    }
    return router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
      if (pathChanged && fromLocation) announce()
    })
  }, [router])
  return (
    <p className="vh" aria-live="polite">
      {title && t('shell:pageIs', { title })}
    </p>
  )
}
