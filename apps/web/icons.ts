// Draws the PNG icons from the logo's geometry: `node apps/web/icons.ts`. Run again when the logo changes.
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

type Point = (x: number, y: number) => boolean

// The level on its 16-unit grid: a rounded frame, two ticks, the bubble.
const frame = (x: number, y: number, grow: number): boolean => {
  const radius = 2.25 + grow
  const dx = Math.max(0, Math.abs(x - 8) - (7.25 + grow - radius))
  const dy = Math.max(0, Math.abs(y - 8) - (4.25 + grow - radius))
  return Math.hypot(dx, dy) <= radius
}
const isInk: Point = (x, y) =>
  (frame(x, y, 0.75) && !frame(x, y, -0.75)) ||
  (frame(x, y, 0) && Math.abs(Math.abs(x - 8) - 3.25) <= 0.5) ||
  Math.hypot(x - 8, y - 8) <= 2

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frameBytes = Buffer.alloc(8)
  frameBytes.writeUInt32BE(data.length, 0)
  frameBytes.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frameBytes.subarray(0, 4), body, frameBytes.subarray(4)])
}

function draw(size: number, margin: number): Buffer {
  const rows = Buffer.alloc(size * (size * 3 + 1))
  const ground = [0xf8, 0xf8, 0xf6]
  const ink = [0x24, 0x21, 0x1e]
  const scale = 16 / (size * (1 - 2 * margin))
  const steps = 4
  for (let py = 0; py < size; py += 1)
    for (let px = 0; px < size; px += 1) {
      let hits = 0
      for (let s = 0; s < steps * steps; s += 1) {
        const x = (px + ((s % steps) + 0.5) / steps - size * margin) * scale
        const y = (py + (Math.floor(s / steps) + 0.5) / steps - size * margin) * scale
        if (isInk(x, y)) hits += 1
      }
      const part = hits / (steps * steps)
      for (const [index, light] of ground.entries())
        rows[py * (size * 3 + 1) + 1 + px * 3 + index] = Math.round(light + ((ink[index] ?? 0) - light) * part)
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(rows, { level: 9 })
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

const write = (name: string, size: number, margin: number) =>
  writeFileSync(new URL(`public/${name}`, import.meta.url), draw(size, margin))

write('icon-192.png', 192, 0.12)
write('icon-512.png', 512, 0.12)
write('icon-maskable-512.png', 512, 0.22)
