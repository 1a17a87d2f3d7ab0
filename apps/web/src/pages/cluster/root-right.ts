/** What PVE asks for before it tells anything about the whole cluster. */
export const rootRight = { privilege: 'Sys.Audit', path: '/', role: 'PVEAuditor' } as const
