export interface LegalText {
  title: string
  lead: string[]
  sections: { heading: string; paragraphs: string[] }[]
}
type Legal = Record<'de' | 'en', LegalText>

// What the app itself does, said plainly. A city that runs it adds its own responsible persons and links.

export const privacy: Legal = {
  de: {
    title: 'Datenschutz',
    lead: ['So wenig Daten wie möglich, so kurz wie möglich. Hier steht, was mit Ihren Angaben geschieht.'],
    sections: [
      {
        heading: 'Was wir speichern',
        paragraphs: [
          'Wenn Sie einen Termin buchen: Ihren Namen, Ihre E-Mail-Adresse, bei Telefonterminen Ihre Telefonnummer und das, was Sie uns freiwillig mitteilen. Dazu das Anliegen und die Zeit.',
          'Wenn Sie nur lesen oder suchen, speichern wir nichts über Sie.',
        ],
      },
      {
        heading: 'Wofür',
        paragraphs: [
          'Nur für diesen Termin: um Sie zu erwarten oder anzurufen, um Ihnen die Bestätigung und die Erinnerung zu schicken und um Ihnen zu sagen, wenn sich etwas ändert. Rechtsgrundlage ist Artikel 6 Absatz 1 Buchstabe e der Datenschutz-Grundverordnung.',
        ],
      },
      {
        heading: 'Wie lange',
        paragraphs: [
          'Wenige Tage nach dem Termin löschen wir Ihre Angaben von selbst. Sagen Sie ab, gilt dasselbe. Zurück bleibt nur, dass es zu dieser Zeit einen Termin gab.',
        ],
      },
      {
        heading: 'Cookies und Ihr Gerät',
        paragraphs: [
          'Während Sie buchen, merkt sich Ihr Browser in zwei Cookies die reservierte Zeit und was Sie eingegeben haben. Beide verschwinden kurz nach der Buchung. Cookies zur Auswertung oder Werbung gibt es nicht.',
          'Damit Sie alle Anliegen auch ohne Internet lesen können, legt Ihr Browser diese öffentlichen Texte auf Ihrem Gerät ab.',
        ],
      },
      {
        heading: 'Wer die Daten sieht',
        paragraphs: [
          'Nur die Mitarbeitenden des zuständigen Amtes. Diese Internetseite lädt nichts von fremden Servern und gibt nichts an Dritte weiter. In den Protokollen unserer Server stehen weder Namen noch E-Mail-Adressen.',
        ],
      },
      {
        heading: 'Ihre Rechte',
        paragraphs: [
          'Sie können erfahren, was wir über Sie gespeichert haben, es berichtigen oder löschen lassen und sich bei der Landesbeauftragten für den Datenschutz Sachsen-Anhalt beschweren. Schreiben Sie uns oder rufen Sie an.',
        ],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: [
      'As little data as possible, for as short a time as possible. This is what happens to your details.',
    ],
    sections: [
      {
        heading: 'What we store',
        paragraphs: [
          'When you book: your name, your e-mail address, your phone number if we call you, and what you choose to tell us. Also the service and the time.',
          'If you only read or search, we store nothing about you.',
        ],
      },
      {
        heading: 'What for',
        paragraphs: [
          'Only for this appointment: to expect or call you, to send you the confirmation and the reminder, and to tell you if something changes. The legal basis is Article 6(1)(e) of the General Data Protection Regulation.',
        ],
      },
      {
        heading: 'How long',
        paragraphs: [
          'A few days after the appointment we delete your details automatically. The same applies if you cancel. All that remains is that there was an appointment at that time.',
        ],
      },
      {
        heading: 'Cookies and your device',
        paragraphs: [
          'While you book, your browser remembers the reserved time and what you typed in two cookies. Both disappear shortly after the booking. There are no cookies for analysis or advertising.',
          'So that you can read all services without an internet connection, your browser keeps these public texts on your device.',
        ],
      },
      {
        heading: 'Who sees the data',
        paragraphs: [
          'Only the staff of the department in charge. This website loads nothing from other servers and passes nothing on. The logs of our servers contain neither names nor e-mail addresses.',
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: [
          'You can ask what we have stored about you, have it corrected or deleted, and complain to the data protection commissioner of Saxony-Anhalt. Write to us or call us.',
        ],
      },
    ],
  },
}

export const imprint: Legal = {
  de: {
    title: 'Impressum',
    lead: ['Terminklick ist die Online-Terminvergabe der Stadt Merseburg.'],
    sections: [
      {
        heading: 'Anbieterin',
        paragraphs: [
          'Stadt Merseburg, Körperschaft des öffentlichen Rechts. Wer die Stadt vertritt und welche Aufsicht zuständig ist, steht im Impressum der Internetseite der Stadt.',
        ],
      },
      {
        heading: 'Freie Software',
        paragraphs: [
          'Terminklick ist freie Software unter der Lizenz EUPL-1.2. Die Gestaltung nutzt KERN, das Designsystem der deutschen Verwaltung, und die Schrift Fira Sans.',
        ],
      },
    ],
  },
  en: {
    title: 'Legal notice',
    lead: ['Terminklick is the online appointment service of the City of Merseburg.'],
    sections: [
      {
        heading: 'Provider',
        paragraphs: [
          'City of Merseburg, a corporation under public law. Its representatives and supervisory authority are named in the legal notice of the city’s website.',
        ],
      },
      {
        heading: 'Free software',
        paragraphs: [
          'Terminklick is free software under the EUPL-1.2 licence. Its design uses KERN, the design system of German administrations, and the typeface Fira Sans.',
        ],
      },
    ],
  },
}

export const accessibility: Legal = {
  de: {
    title: 'Barrierefreiheit',
    lead: ['Jeder Mensch soll hier ohne Hilfe einen Termin buchen können.'],
    sections: [
      {
        heading: 'Was wir dafür tun',
        paragraphs: [
          'Wir richten uns nach der EN 301 549 und den WCAG 2.2, Stufe AA. Alle Seiten lassen sich mit der Tastatur und mit Vorleseprogrammen bedienen, auf 400 Prozent vergrößern und ohne JavaScript nutzen. Farben haben genügend Kontrast, auch im Dunkelmodus.',
          'Das Wichtigste gibt es auch in Einfacher Sprache: Wählen Sie oben „Einfach“.',
        ],
      },
      {
        heading: 'Was noch fehlt',
        paragraphs: [
          'Eine Prüfung durch eine unabhängige Stelle steht noch aus. Videos in Gebärdensprache und Texte in Leichter Sprache gibt es noch nicht.',
        ],
      },
      {
        heading: 'Ist Ihnen eine Barriere aufgefallen?',
        paragraphs: [
          'Rufen Sie uns bitte an oder schreiben Sie uns. Wir helfen Ihnen sofort mit Ihrem Termin und beheben den Fehler. Sind Sie mit unserer Antwort nicht zufrieden, hilft die Landesfachstelle für Barrierefreiheit Sachsen-Anhalt.',
        ],
      },
    ],
  },
  en: {
    title: 'Accessibility',
    lead: ['Everybody should be able to book an appointment here without help.'],
    sections: [
      {
        heading: 'What we do for it',
        paragraphs: [
          'We follow EN 301 549 and WCAG 2.2, level AA. All pages work with the keyboard and with screen readers, can be enlarged to 400 percent and work without JavaScript. Colours have enough contrast, in dark mode too.',
        ],
      },
      {
        heading: 'What is still missing',
        paragraphs: [
          'An independent body has not yet tested this site. There are no videos in sign language and no texts in Leichte Sprache yet.',
        ],
      },
      {
        heading: 'Have you met a barrier?',
        paragraphs: [
          'Please call or write to us. We will help you with your appointment at once and repair the fault. If you are not satisfied with our answer, the accessibility office of Saxony-Anhalt will help.',
        ],
      },
    ],
  },
}
