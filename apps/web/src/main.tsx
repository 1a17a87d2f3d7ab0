import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { q, queryClient } from './api/query.ts'
import { loadTexts } from './messages/load-texts.ts'
import { firstLocale, LocaleProvider } from './messages/LocaleProvider.tsx'
import { router } from './routes/router.tsx'

async function start(): Promise<void> {
  // The session is asked for while the texts load.
  void queryClient.prefetchQuery(q('readSession'))
  const locale = firstLocale()
  document.documentElement.lang = locale
  const t = await loadTexts(locale)
  const place = document.getElementById('root')
  if (!place) throw new Error('index.html has no #root')
  createRoot(place).render(
    <StrictMode>
      <LocaleProvider first={{ locale, t }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LocaleProvider>
    </StrictMode>,
  )
  if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js')
}

void start()
