/** Data that is JSON text already: the large lists are put together from remembered pieces. */
export class Serialised {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** An answer that is no JSON at all. */
export class PlainText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}
