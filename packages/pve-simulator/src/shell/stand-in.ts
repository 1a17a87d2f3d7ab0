/**
 * A program in a simulated node's shell: asks the world what it does and says that. Started by a file of its name in the
 * node's own folder, with the control port, the node and its name before the words that it was called with.
 */
const [control = '', node, program, ...words] = process.argv.slice(2)
const response = await fetch(`${control}/shell`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ node, program, words }),
})
const ran: unknown = await response.json()
const field = (name: string): unknown =>
  typeof ran === 'object' && ran !== null && name in ran ? Object(ran)[name] : ''
process.stdout.write(String(field('output')))
process.exitCode = Number(field('status')) || 0
