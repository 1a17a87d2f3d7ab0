/** The little Markdown that generated pages need. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n')
export const code = (text: string) => `\`${text}\``
export const page = (title: string, intro: string, body: string) =>
  `<!-- Written by \`pnpm generate\`. -->\n\n# ${title}\n\n${intro}\n\n${body}\n`
