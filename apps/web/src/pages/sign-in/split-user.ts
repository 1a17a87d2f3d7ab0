/** "lena@pve" typed as the user name means the realm too, as PVE's own page understands it. */
export function splitUser(username: string, realm: string): { username: string; realm: string } {
  const at = username.lastIndexOf('@')
  if (at <= 0 || at === username.length - 1) return { username: username.trim(), realm }
  return { username: username.slice(0, at).trim(), realm: username.slice(at + 1).trim() }
}
