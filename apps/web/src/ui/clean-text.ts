export type TextPart = { text: string; hidden: boolean }

// Control, format and direction characters, line and paragraph separators, the private and unassigned areas. Joiners
// stay: emoji and some scripts need them. Written with escapes, so that this file itself hides nothing.
const hidden = /(?!\u200c|\u200d|\n|\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u

/** Splits a text into what may be shown and what must be made visible, and limits its length and stacked accents. */
export function cleanText(text: string, max: number): { parts: TextPart[]; cut: boolean; plain: string } {
  const parts: TextPart[] = []
  let count = 0
  let accents = 0
  let cut = false
  for (const character of text) {
    if (count >= max) {
      cut = true
      break
    }
    accents = /\p{M}/u.test(character) ? accents + 1 : 0
    // A tower of accents leaves its line and covers others; real words need no more than three.
    if (accents > 3) continue
    count += 1
    const isHidden = hidden.test(character)
    const shown = isHidden ? codeOf(character) : character
    const last = parts.at(-1)
    if (last && last.hidden === isHidden && !isHidden) last.text += shown
    else parts.push({ text: shown, hidden: isHidden })
  }
  return { parts, cut, plain: parts.map((part) => part.text).join('') }
}

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
