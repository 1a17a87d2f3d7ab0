import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker-plugin.ts'

export default defineConfig({
  plugins: [react(), tailwindcss(), serviceWorker()],
  build: {
    manifest: true,
    // Newer than light-dark() and the popover attribute: a lower target compiles light-dark() away.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // The strict policy allows data: only for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 300,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8088' } },
})
