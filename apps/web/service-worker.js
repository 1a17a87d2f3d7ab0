// Keeps the page itself, never an answer of the API: facts that are not fresh must not look fresh.
const version = '%VERSION%'
const shell = '%SHELL%'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(shell)))
})

self.addEventListener('activate', (event) => {
  const old = (names) => names.filter((name) => name !== version).map((name) => caches.delete(name))
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))))
})

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return
  // oxlint-disable-next-line no-restricted-globals -- the worker stands between the page and the network
  const fromNetwork = () => fetch(event.request)
  if (event.request.mode === 'navigate') event.respondWith(fromNetwork().catch(() => caches.match('/')))
  else if (url.pathname.startsWith('/assets/'))
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fromNetwork()))
})
