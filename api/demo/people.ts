import type { Chance } from './chance.ts'

/** An invented citizen. */
export interface Person {
  name: string
  email: string | null
  phone: string
  locale: string
}

interface Names {
  first: readonly string[]
  last: readonly string[]
}

const list = (names: string) => names.split(' ')

/** First and last names by origin, with the shares in a German town in percent. Every combination is invented. */
const ORIGINS: readonly (readonly [Names, number])[] = [
  [
    {
      first: list(
        'Sabine Thomas Heike Jörg Anke Uwe Kerstin Steffen Petra Frank Katrin Jens Ute Ralf Silke Günter Renate Jürgen Monika Käthe Björn Antje Sören Julia Lukas Marie Paul Hanna Felix Leonie Jonas Emma Till Frieda Götz Ingrid Horst Bärbel Annegret',
      ),
      last: list(
        'Müller Schmidt Krause Lehmann Schulze Köhler Richter Hartmann Böttcher Zöllner Große Weiß Jäger Kühn Döring Schröder Voigt Naumann Pfützner Hübner Kießling Büchner Förster Götze Beyer Seidel Ulbricht Steinbrück Wünsche Mühlberg Großmann Rößler',
      ),
    },
    66,
  ],
  [
    {
      first: list('Ayşe Mehmet Elif Emre Zeynep Murat Fatma Can'),
      last: list('Yılmaz Öztürk Şahin Çelik Aydın Koç'),
    },
    6,
  ],
  [
    {
      first: list('Agnieszka Piotr Małgorzata Tomasz Katarzyna Łukasz'),
      last: list('Kowalczyk Wójcik Zieliński Nowak Szymański Dąbrowska'),
    },
    6,
  ],
  [
    {
      first: list('Oksana Andrij Iryna Wolodymyr Natalija Dmytro Kateryna'),
      last: list('Schewtschenko Kowalenko Bondarenko Melnyk Tkatschenko Hryzenko'),
    },
    8,
  ],
  [
    { first: list('Thị-Mai Văn-Hùng Lan Minh Thu-Hà Quang'), last: list('Nguyễn Trần Lê Phạm Hoàng Đặng') },
    5,
  ],
  [
    {
      first: list('Amira Omar Layla Yusuf Rania Khaled Nour Samir'),
      last: ['Al-Hamad', 'Haddad', 'Khoury', 'Mansour', 'El Sayed', 'Al Masri'],
    },
    7,
  ],
]

const TITLES = ['Dr. ', 'Dr. ', 'Prof. Dr. ', 'Dipl.-Ing. ']

/**
 * Numbers that the Bundesnetzagentur reserves for films ("Rufnummern für Film- und Fernsehproduktionen", 000 to 999 at the
 * end of each block). They belong to nobody, so nobody is called by mistake.
 */
const NUMBER_BLOCKS = ['030 23125', '069 90009', '040 66969', '0221 4710', '089 99998', '0171 3920'] as const

/** Invents a citizen, with an e-mail address at example.org or example.com and a reserved telephone number. */
export function personOf(chance: Chance): Person {
  const names = chance.weighted(ORIGINS)
  const first = chance.oneOf(names.first)
  const last = chance.happens(0.06)
    ? `${chance.oneOf(names.last)}-${chance.oneOf(ORIGINS[0]![0].last)}`
    : chance.oneOf(names.last)
  const isGerman = names === ORIGINS[0]![0]
  const title = chance.happens(0.04) ? chance.oneOf(TITLES) : ''
  const host = chance.oneOf(['example.org', 'example.com'])
  return {
    name: `${title}${first} ${last}`,
    email: `${mailName(`${first}.${last}`)}@${host}`,
    phone: `${chance.oneOf(NUMBER_BLOCKS)}${String(chance.whole(0, 999)).padStart(3, '0')}`,
    locale: isGerman
      ? chance.weighted([
          ['de', 93],
          ['de-simple', 7],
        ])
      : chance.weighted([
          ['de', 55],
          ['en', 30],
          ['de-simple', 15],
        ]),
  }
}

const UMLAUTS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
}

/** A name as local part of an e-mail address: without accents and spaces. */
const mailName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[äöüßıłđ]/g, (letter) => UMLAUTS[letter]!)
    .normalize('NFD')
    .replaceAll(/[^a-z.-]/g, '')
