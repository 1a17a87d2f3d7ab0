// Plain JavaScript on purpose: it must run on the very Node that is too old for the rest.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Steward needs Node 24 or newer here, and this is Node ${process.versions.node}. Install it from https://nodejs.org and try again.`,
  )
  process.exit(1)
}
