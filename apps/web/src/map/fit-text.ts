/** Cuts a text to a width in a drawing, where there is no ellipsis. Wide (Han) characters count double. */
export function fitText(text: string, width: number, fontSize: number): string {
  let room = width / fontSize
  let fitting = ''
  for (const character of text) {
    room -= /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/.test(character) ? 1.02 : 0.56
    if (room < 0.7) return `${fitting}…`
    fitting += character
  }
  return fitting
}
