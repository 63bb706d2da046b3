import { strFromU8, unzipSync } from 'fflate'
import { Parser } from 'htmlparser2'

/** A cell of a workbook: its value, type and format. */
export interface ReadCell {
  type: 'text' | 'number' | 'formula'
  value: string | number
  /** The code of its number format, if any. */
  format: string | null
  bold: boolean
}

export interface ReadSheet {
  name: string
  /** Without empty rows; empty cells are null. */
  rows: (ReadCell | null)[][]
}

interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/** Reads an Office Open XML workbook (ECMA-376), independently of the library that writes it. */
export function readWorkbook(file: Uint8Array): ReadSheet[] {
  const parts = unzipSync(file)
  const part = (path: string) => parse(strFromU8(parts[path]!))
  const texts = all(part('xl/sharedStrings.xml'), 'si').map((item) =>
    unescape(
      all(item, 't')
        .map(({ text }) => text)
        .join(''),
    ),
  )
  const styles = part('xl/styles.xml')
  const formats = new Map(
    all(styles, 'numFmt').map(({ attributes }) => [attributes.numFmtId, attributes.formatCode!]),
  )
  const fonts = all(all(styles, 'fonts')[0]!, 'font').map((font) => all(font, 'b').length > 0)
  const cellFormats = all(all(styles, 'cellXfs')[0]!, 'xf').map(({ attributes }) => ({
    format: formats.get(attributes.numFmtId) ?? null,
    bold: fonts[Number(attributes.fontId)] ?? false,
  }))
  return all(part('xl/workbook.xml'), 'sheet').map(({ attributes }, n) => ({
    name: attributes.name!,
    rows: all(part(`xl/worksheets/sheet${n + 1}.xml`), 'row').map((row) => {
      const cells: (ReadCell | null)[] = []
      for (const cell of all(row, 'c')) {
        const { r, t, s } = cell.attributes
        const raw = all(cell, 'v')[0]?.text
        const cellFormat = cellFormats[Number(s)] ?? { format: null, bold: false }
        const column = columnOf(r!)
        while (cells.length < column) cells.push(null)
        if (all(cell, 'f').length > 0) cells.push({ type: 'formula', value: cell.text, ...cellFormat })
        else if (raw === undefined) cells.push(null)
        else if (t === 's') cells.push({ type: 'text', value: texts[Number(raw)]!, ...cellFormat })
        else cells.push({ type: 'number', value: Number(raw), ...cellFormat })
      }
      return cells
    }),
  }))
}

/** ST_Xstring: characters may be escaped as `_x0041_`. */
const unescape = (text: string) =>
  text.replaceAll(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))

/** The column index of a cell reference: `A12` → 0, `AA12` → 26. */
const columnOf = (address: string) =>
  [.../^[A-Z]+/.exec(address)![0]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const all = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const path = [root]
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element: Element = { name, attributes, children: [], text: '' }
        path.at(-1)!.children.push(element)
        path.push(element)
      },
      ontext: (text) => void (path.at(-1)!.text += text),
      onclosetag: () => void path.pop(),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return root
}
