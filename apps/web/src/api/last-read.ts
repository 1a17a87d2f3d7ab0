// When the lists of a cluster were read last, also when nothing in them had changed. Not in the query cache: a quiet
// minute would otherwise draw every list again twelve times.
const lastRead = new Map<string, number>()

export const noteRead = (cluster: string, readAt: number): void => {
  lastRead.set(cluster, readAt)
}

export const lastReadOf = (cluster: string): number => lastRead.get(cluster) ?? 0
