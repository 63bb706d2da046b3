import type { Messages } from '../messages.ts'

/** English. */
export default {
  refusals: {
    NOT_FOUND: 'There is no such appointment, or the link is no longer valid.',
    NOT_SIGNED_IN: 'Please sign in first.',
    NOT_ALLOWED: 'This is not possible for this appointment.',
    WRONG_CREDENTIALS: 'E-mail address or password is wrong.',
    ALREADY_CONFIRMED: 'This appointment is already booked.',
    ALREADY_CANCELLED: 'This appointment has been cancelled.',
    ALREADY_PAST: 'This appointment has already begun or is over.',
    NO_MORE_EXTENSIONS: 'The hold cannot be extended again.',
    HOLD_EXPIRED: 'The hold has expired. Please choose a time again.',
    KEY_REUSED: 'This key already belongs to another request.',
  },
  fields: {
    REQUIRED: 'Please fill in this field.',
    TOO_LONG: 'Please shorten to at most {limit} characters.',
    CONTROL_CHARACTERS: 'This contains invisible control characters. Please type the text again.',
    EMAIL_INVALID: 'Please check the e-mail address, for example name@example.org.',
    REFERENCE_INVALID: 'Please check the appointment number. It has eight digits, for example 1234-5678.',
    PHONE_REQUIRED: 'We will call you. Please give your phone number.',
    PHONE_INVALID: 'Please check the phone number, for example 03461 4450 or +49 151 23456789.',
    CONSENT_REQUIRED: 'Please confirm that you have read how your data is used.',
    NO_ITEMS: 'Please choose at least one service.',
    TOO_MANY_ITEMS: 'Please choose at most {limit} services for one appointment.',
    UNKNOWN_SERVICE: 'We do not offer this service.',
    SERVICE_TWICE: 'This service is chosen twice.',
    PERSONS_NOT_WHOLE: 'Please give a whole number.',
    TOO_FEW_PERSONS: 'The appointment is for at least one person.',
    TOO_MANY_PERSONS: 'This service is possible for at most {limit} people in one appointment.',
    KEY_INVALID: 'The key must have 16 to 200 printable characters, best a random UUID.',
    TOO_MANY_BOOKINGS: 'Please choose at most {limit} appointments at once.',
    UNKNOWN_BOOKING: 'There is no such appointment.',
  },
  general: {
    SLOT_TAKEN: 'This time is no longer free.',
    INVALID_INPUT: 'Please check what you entered.',
    LIMIT_REACHED: 'Too many attempts in a short time. Please wait a little, or call us.',
    CHALLENGE_REQUIRED: 'We briefly check that you are a person. It happens by itself.',
  },
} satisfies Messages
