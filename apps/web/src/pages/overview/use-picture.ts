import { useMemo } from 'react'
import { useCluster, useGuests, useNodes, useStorages, useTasks } from '../../facts/use-facts.ts'
import type { Picture } from './picture.ts'

/** The live lists together; null until the cluster's own facts have arrived. */
export function usePicture() {
  const cluster = useCluster()
  const guests = useGuests()
  const nodes = useNodes()
  const storages = useStorages()
  const tasks = useTasks()
  const facts = cluster.facts
  const rows = [guests.rows, nodes.rows, storages.rows, tasks.rows] as const
  const [guestRows, nodeRows, storageRows, taskRows] = rows
  const picture = useMemo<Picture | null>(
    () => facts && { cluster: facts, guests: guestRows, nodes: nodeRows, storages: storageRows, tasks: taskRows },
    [facts, guestRows, nodeRows, storageRows, taskRows],
  )
  const isLoading = cluster.isLoading || guests.isLoading || nodes.isLoading || storages.isLoading
  const error = cluster.error ?? nodes.error ?? guests.error
  const again = () => {
    cluster.again()
    nodes.again()
    guests.again()
  }
  return { picture, isLoading, error, again, readAt: nodes.readAt, isStale: nodes.isStale, tasksError: tasks.error }
}
