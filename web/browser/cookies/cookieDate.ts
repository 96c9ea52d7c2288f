const DELIMITER = /[\t\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/
const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\D|$)/
const DAY_OF_MONTH = /^(\d{1,2})(?:\D|$)/
const MONTH = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
const YEAR = /^(\d{2,4})(?:\D|$)/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** RFC 6265bis section 5.1.1. Milliseconds since the epoch, or null where the text fails to parse. */
export function parseCookieDate(text: string): number | null {
  let time: [hour: number, minute: number, second: number] | undefined
  let day: number | undefined
  let month: number | undefined
  let year: number | undefined

  for (const token of text.split(DELIMITER)) {
    if (token === '') continue
    const times = time === undefined ? TIME.exec(token) : null
    if (times !== null) {
      time = [Number(times[1]), Number(times[2]), Number(times[3])]
      continue
    }
    const days = day === undefined ? DAY_OF_MONTH.exec(token) : null
    if (days !== null) {
      day = Number(days[1])
      continue
    }
    const months = month === undefined ? MONTH.exec(token) : null
    if (months !== null) {
      month = MONTHS.indexOf(months[0].toLowerCase())
      continue
    }
    const years = year === undefined ? YEAR.exec(token) : null
    if (years !== null) year = Number(years[1])
  }

  if (time === undefined || day === undefined || month === undefined || year === undefined) return null
  const [hour, minute, second] = time
  if (year >= 70 && year <= 99) year += 1900
  else if (year <= 69) year += 2000
  if (day < 1 || day > 31 || year < 1601 || hour > 23 || minute > 59 || second > 59) return null

  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  date.setUTCHours(hour, minute, second)
  return date.getUTCDate() === day ? date.getTime() : null
}
