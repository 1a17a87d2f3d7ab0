import type { AnyRule, Setting } from '@steward/diagnostics'
import { code, page, table } from './markdown.ts'

const intro = `What Steward looks for. _Needs_ are the parts that a rule reads; when one of them is missing the rule is "not checked",
never "fine". Each threshold has its default for a home and for production, and can be changed per cluster.`

/** Both defaults are said even where they are equal, so that nobody has to wonder. */
const threshold = (name: string, { unit, home, production }: Setting) =>
  `${code(name)} ${home} / ${production} ${unit === 'count' ? '' : unit}`.trimEnd()

const severityOf = (rule: AnyRule) =>
  rule.offIn?.length ? `${rule.severity} (off for ${rule.offIn.join(', ')})` : rule.severity

/** Read late: the list of rules may just have been written. */
export async function rulesPage(): Promise<string> {
  const { rules } = await import('@steward/diagnostics')
  const { en } = await import('@steward/diagnostics/messages/en')
  const titles = new Map<string, string>(Object.entries(en.rules))
  const row = (rule: AnyRule) => [
    code(rule.id),
    severityOf(rule),
    // Texts are held complete by the rules' own tests.
    (titles.get(`${rule.id}.title`) ?? '').replaceAll('|', '\\|'),
    rule.needs.map(code).join(', '),
    Object.entries(rule.settings ?? {})
      .map(([name, setting]) => threshold(name, setting))
      .join('<br>'),
    code(rule.fix),
  ]
  const areas = [...Map.groupBy(rules, (rule) => rule.area)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const head = ['Id', 'Severity', 'Title', 'Needs', 'Thresholds (home / production)', 'Fix']
  return page(
    'Rules',
    `${intro}\n\n${rules.length} rules.`,
    areas.map(([area, held]) => `## ${area}\n\n${table(head, held.map(row))}`).join('\n\n'),
  )
}
