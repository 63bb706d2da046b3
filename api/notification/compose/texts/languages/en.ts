import type { Wording } from '../texts.ts'

/** English for readers from everywhere: plain words, British spelling and dates. */
const wording: Wording = {
  subject: {
    CONFIRMED: ({ day, time }) => `Your appointment on ${day} at ${time}`,
    MOVED: ({ day, time }) => `Moved: your appointment is now on ${day} at ${time}`,
    MOVED_BY_OFFICE: ({ day, time }) => `We had to move your appointment to ${day} at ${time}`,
    CANCELLED_BY_CITIZEN: ({ day, time }) => `Cancelled: your appointment on ${day} at ${time}`,
    CANCELLED_BY_OFFICE: ({ day, time }) => `We have to cancel your appointment on ${day} at ${time}`,
    REMINDER: ({ day, time }) => `Reminder: your appointment on ${day} at ${time}`,
    LINK: ({ day }) => `The link to your appointment on ${day}`,
  },
  preview: {
    CONFIRMED: ({ reference }) =>
      `Your appointment number is ${reference}. Here is everything you need for it.`,
    MOVED: ({ reference }) =>
      `Your appointment number is still ${reference}. Here is everything you need for it.`,
    MOVED_BY_OFFICE: ({ reference }) =>
      `Your appointment number is still ${reference}. If the new time does not suit you, here is what you can do.`,
    CANCELLED_BY_CITIZEN: ({ reference }) =>
      `Appointment ${reference} will not take place. You can book a new one at any time.`,
    CANCELLED_BY_OFFICE: ({ reference }) =>
      `Appointment ${reference} will not take place. We are very sorry.`,
    REMINDER: ({ reference }) => `Your appointment number is ${reference}. Here is once more what you need.`,
    LINK: ({ reference }) => `The link opens appointment ${reference}.`,
  },
  title: {
    CONFIRMED: 'Your appointment is booked',
    MOVED: 'Your appointment has been moved',
    MOVED_BY_OFFICE: 'We had to move your appointment',
    CANCELLED_BY_CITIZEN: 'Your appointment is cancelled',
    CANCELLED_BY_OFFICE: 'We are sorry: we have to cancel your appointment',
    REMINDER: 'Your appointment is coming up',
    LINK: 'The link to your appointment',
  },
  greeting: (name) => `Hello ${name},`,
  greetingWithoutName: 'Hello,',
  intro: {
    CONFIRMED: {
      ON_SITE: 'Your appointment is booked. We look forward to seeing you.',
      TELEPHONE: 'Your telephone appointment is booked. You do not need to come to us: we will call you.',
    },
    MOVED: {
      ON_SITE: 'Your appointment has a new time. It is booked for you.',
      TELEPHONE:
        'Your telephone appointment has a new time. It is booked for you, and we will call you then.',
    },
    MOVED_BY_OFFICE: {
      ON_SITE:
        'Unfortunately we cannot see you at the old time, so we have moved your appointment. We are sorry for the trouble this causes you. If the new time does not suit you, please choose another one.',
      TELEPHONE:
        'Unfortunately we cannot call you at the old time, so we have moved your telephone appointment. We are sorry for the trouble this causes you. If the new time does not suit you, please choose another one.',
    },
    CANCELLED_BY_CITIZEN: {
      ON_SITE: 'You have cancelled your appointment. Thank you: now somebody else can use the time.',
      TELEPHONE:
        'You have cancelled your telephone appointment. Thank you: now somebody else can use the time.',
    },
    CANCELLED_BY_OFFICE: {
      ON_SITE:
        'Unfortunately your appointment cannot take place. Please do not come to us at this time. We are very sorry for the trouble this causes you.',
      TELEPHONE:
        'Unfortunately your telephone appointment cannot take place. We will not call you at this time. We are very sorry for the trouble this causes you.',
    },
    REMINDER: {
      ON_SITE: 'We would like to remind you of your appointment. We look forward to seeing you.',
      TELEPHONE: 'We would like to remind you of your telephone appointment. We will call you.',
    },
    LINK: {
      ON_SITE:
        'You would like to open your appointment again. This link shows you everything, and lets you move or cancel it.',
      TELEPHONE:
        'You would like to open your telephone appointment again. This link shows you everything, and lets you move or cancel it.',
    },
  },

  when: 'When',
  before: 'Before',
  where: 'Where',
  call: 'Call',
  what: 'What for',
  department: 'Department',
  reference: 'Appointment number',
  moment: ({ day, time }) => `${day}, ${time}`,
  duration: ({ minutes }) => `Takes about ${minutes} minutes`,
  room: ({ room }) => `Room ${room}`,
  stepFree: 'The entrance is step-free.',
  weCall: ({ phone }) => `We will call you on ${phone}.`,
  weCallYou: 'We will call you.',
  wrongNumber: ({ officePhone }) => `Is this number wrong? Then please call us beforehand: ${officePhone}.`,
  persons: ({ service, persons }) => (persons === 1 ? service : `${service} (${persons} people)`),
  remarkReceived: 'We have received your message to us.',

  bring: { ON_SITE: 'Please bring', TELEPHONE: 'Please have at hand' },
  onlyNeeded: ({ condition }) => `Only needed in this case: ${condition}`,
  fees: 'What it costs',
  free: 'free of charge',
  amountUnknown: 'We will tell you the amount.',
  fee: ({ label, amount }) => `${label}: ${amount}`,
  notes: 'Good to know',

  change: 'Something has come up?',
  changeHint: {
    ON_SITE: 'With this link you can move or cancel your appointment. Then somebody else can use the time.',
    TELEPHONE: 'With this link you can move or cancel the call. Then somebody else can use the time.',
  },
  changeLink: 'View, move or cancel the appointment',
  changeSecret: 'The link is for you alone. Please do not pass it on.',
  linkUnasked:
    'Was it not you who asked? Then you do not need to do anything: your appointment has not changed.',

  reason: 'The reason',
  again: 'A new appointment',
  againHint: {
    CITIZEN:
      'Do you need an appointment after all? You can book a new one at any time. Was it not you who cancelled? Then please call us.',
    OFFICE:
      'Please choose a new time. If you need help with this, please call us. We will find an appointment together.',
  },
  againLink: 'Book a new appointment',

  help: ({ phone }) => `Do you have questions? You can reach us on ${phone}.`,
  regards: 'Kind regards',
  automatic: 'This message was sent automatically.',
  zone: ({ zone }) => `All times: ${zone}.`,

  feedback: {
    subject: 'Message about Terminklick: barrier or fault',
    intro: 'Somebody has written to you with the form on the accessibility page:',
    name: 'Name',
    email: 'E-mail address',
    language: 'Language of the page',
    notGiven: 'not given',
    answer: 'Simply reply to this e-mail. Please answer within a month.',
    noAnswer: 'No answer is possible: no e-mail address was given.',
  },

  staff: {
    STAFF_INVITATION: {
      subject: 'Your access to Terminklick',
      preview: 'Choose your password, then you can sign in.',
      intro: ({ office }) =>
        `an account for the appointment desk has been set up for you: ${office}. Please choose your password by this link.`,
      link: 'Choose a password',
      unasked: 'Did you not expect this? Then please ask in your office before you open the link.',
    },
    STAFF_PASSWORD: {
      subject: 'A new password for Terminklick',
      preview: 'By this link you choose a new password.',
      intro: ({ office }) =>
        `you want to choose a new password for the appointment desk: ${office}. You can do so by this link.`,
      link: 'Choose a new password',
      unasked: 'Did you not ask for this? Then there is nothing to do: your password stays as it is.',
    },
    until: ({ until }) => `The link works once, until ${until}. It is for you alone.`,
    byProvider: ({ office }) =>
      `an account for the appointment desk has been set up for you: ${office}. Please sign in with the account that you use elsewhere at work.`,
    signInLink: 'To the sign-in',
  },

  calendar: {
    summary: {
      ON_SITE: ({ office }) => `Appointment: ${office}`,
      TELEPHONE: ({ office }) => `Call: ${office}`,
    },
    cancelled: 'This appointment is cancelled.',
    telephone: ({ phone }) => `By telephone: ${phone}`,
    more: 'You find more in our e-mail and behind the link.',
  },
}

export default wording
