import type { AuditRow } from '@steward/contracts'
import { api } from '../../api/client.ts'

/** Fetches every entry that holds the words and saves them as JSON, one entry a line, oldest first, with their hashes. */
export async function saveAudit(text: string): Promise<void> {
  const rows: AuditRow[] = []
  for (let before: number | undefined; ; before = rows.at(-1)?.seq) {
    const page = await api.listAudit({
      query: { ...(before !== undefined && { before }), ...(text !== '' && { text }) },
    })
    rows.push(...page)
    if (page.length === 0 || rows.at(-1)?.seq === 1) break
  }
  const lines = rows.toReversed().map((row) => JSON.stringify(row))
  const address = URL.createObjectURL(new Blob([`${lines.join('\n')}\n`], { type: 'application/jsonl' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'steward-audit.jsonl'
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
