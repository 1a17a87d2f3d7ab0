/** Options of a disk that can be changed while the volume stays the same, with the values that PVE takes. */
const options: Readonly<Record<string, RegExp>> = {
  discard: /^(on|ignore)$/,
  ssd: /^[01]$/,
  iothread: /^[01]$/,
  cache: /^(none|writethrough|writeback|directsync)$/,
  backup: /^[01]$/,
  replicate: /^[01]$/,
}

export const isDriveOption = (option: string, value: string | null): boolean =>
  option in options && (value === null || (options[option]?.test(value) ?? false))

/** The value of one option of a line such as `local-lvm:vm-101-disk-0,discard=on,size=32G`; null where it is not set. */
export const optionOf = (line: string, option: string): string | null =>
  line
    .split(',')
    .find((part) => part.startsWith(`${option}=`))
    ?.slice(option.length + 1) ?? null

/** The same line with exactly one option written anew or taken out; everything else stays in its place. */
export function withOption(line: string, option: string, value: string | null): string {
  const parts = line.split(',')
  const at = parts.findIndex((part) => part.startsWith(`${option}=`))
  const wanted = value === null ? [] : [`${option}=${value}`]
  return at < 0 ? [...parts, ...wanted].join(',') : parts.toSpliced(at, 1, ...wanted).join(',')
}

export const isCdrom = (line: string): boolean => /(^|,)media=cdrom(,|$)/.test(line)
export const isCloudInitDrive = (line: string): boolean => /cloudinit/.test(line.split(',')[0] ?? '')
/** A drive with a volume that a guest keeps its data on. */
export const isDataDisk = (key: string, line: string): boolean =>
  /^(scsi|virtio|sata|ide)\d+$/.test(key) && !isCdrom(line) && !isCloudInitDrive(line) && !/^none(,|$)/.test(line)
