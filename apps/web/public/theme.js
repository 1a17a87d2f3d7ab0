// Runs before the first paint, so that a chosen theme and language do not flash. A file, because the policy forbids inline scripts.
try {
  const theme = localStorage.getItem('steward.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const locale = localStorage.getItem('steward.locale') ?? navigator.language
  if (locale.startsWith('zh')) document.documentElement.lang = 'zh-CN'
} catch {
  // Storage may be forbidden; the system's theme is right then.
}
