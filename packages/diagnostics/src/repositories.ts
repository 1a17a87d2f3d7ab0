import type { Repositories } from './facts.ts'

type Repository = Repositories['files'][number]['repositories'][number]

export const enabledOf = (repositories: Repositories): Repository[] =>
  repositories.files.flatMap((file) => file.repositories.filter((item) => Boolean(item.Enabled)))

/** PVE's own packages, from Proxmox or from a mirror. */
export const isOfPve = (repository: Repository) =>
  (repository.Components ?? []).some((component) => /^(pve-(enterprise|no-subscription|test)|pvetest)$/.test(component))

/** Handles of standard repositories that are switched on, e.g. "enterprise", "ceph-squid-enterprise". */
export const standardOn = (repositories: Repositories) =>
  repositories['standard-repos'].filter((item) => Boolean(item.status)).map((item) => item.handle)
