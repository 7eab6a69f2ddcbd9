"use strict";
// Days of the calendar (since 1970-01-01, in UTC) cut into days, weeks, months, quarters, years; said in words. Pure.
const Calendar = (() => {
  const DAY_MS = 86400000;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const MONDAY = 4; // 1970-01-05
  const DAY = /^\d{4}-\d\d-\d\d$/;

  const textOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  // Null for what is no day; browsers take 31 February for 3 March.
  function dayOf(text) {
    const day = DAY.test(text) ? Date.parse(text) / DAY_MS : NaN;
    return !Number.isNaN(day) && textOf(day) === text ? day : null;
  }

  function partsOf(day) {
    const date = new Date(day * DAY_MS);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() };
  }

  // Months are counted from the year 0, so that decades and centuries begin at round years.
  const monthOf = (day) => { const { year, month } = partsOf(day); return year * 12 + month; };
  function firstOf(months) {
    const made = new Date(0);
    made.setUTCFullYear(Math.floor(months / 12), months % 12, 1); // Date.UTC takes the year 19 for 1919
    return made.getTime() / DAY_MS;
  }

  // A unit numbers the spans that it cuts time into: `at` the number of a day's span, `start` the first day of a span.
  const days = (name, count, offset = 0) => ({ name, length: count, at: (day) => Math.floor((day - offset) / count), start: (number) => number * count + offset });
  const months = (name, count) => ({ name, length: count * 30, at: (day) => Math.floor(monthOf(day) / count), start: (number) => firstOf(number * count) });
  const years = (count) => months("year", count * 12);
  const UNITS = Object.freeze([
    days("day", 1), days("week", 7, MONDAY), months("month", 1), months("quarter", 3),
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map(years),
  ]);

  // The finest unit that cuts the days into at most so many spans.
  const unitFor = (first, last, most) => UNITS.find((unit) => unit.at(last) - unit.at(first) < most) ?? UNITS.at(-1);

  // The first days of the spans from the one of `first` to the one of `last`, and the day after them all.
  function edges(first, last, unit) {
    const [from, to] = [unit.at(first), unit.at(last)];
    return Array.from({ length: to - from + 2 }, (_, number) => unit.start(from + number));
  }

  const short = (month) => MONTHS[month].slice(0, 3);

  // The word at an axis for a day on which a span of the unit begins; the year stands with it where it is news after
  // `said`, the year of the word before.
  function tick(day, unit, said) {
    const { year, month, date } = partsOf(day);
    const word = { year: "", month: short(month), quarter: short(month) }[unit.name] ?? `${date} ${short(month)}`;
    return { year, words: year === said && word ? word : `${word} ${year}`.trim() };
  }

  const yearOf = (day) => partsOf(day).year;

  const dayWords = ({ year, month, date }) => `${date} ${MONTHS[month]} ${year}`;
  const dayText = (day) => dayWords(partsOf(day));

  // The days in words, "August 2019" where they are just that; null stands for an open end.
  function spanText(from, to) {
    if (from === null && to === null) return "any time";
    if (from === null) return `until ${dayText(to)}`;
    if (to === null) return `since ${dayText(from)}`;
    if (from === to) return dayText(from);
    const [one, next] = [partsOf(from), partsOf(to + 1)];
    const last = partsOf(to);
    if (one.date !== 1 || next.date !== 1) return daysText(one, last);
    if (one.month === 0 && next.month === 0) return one.year === last.year ? String(one.year) : `${one.year} – ${last.year}`;
    if (one.year !== last.year) return `${MONTHS[one.month]} ${one.year} – ${MONTHS[last.month]} ${last.year}`;
    return one.month === last.month ? `${MONTHS[one.month]} ${one.year}` : `${MONTHS[one.month]} – ${MONTHS[last.month]} ${one.year}`;
  }

  function daysText(one, last) {
    if (one.year !== last.year) return `${dayWords(one)} – ${dayWords(last)}`;
    return one.month === last.month ? `${one.date} – ${dayWords(last)}` : `${one.date} ${MONTHS[one.month]} – ${dayWords(last)}`;
  }

  return Object.freeze({ MONTHS, UNITS, dayOf, textOf, unitFor, edges, tick, yearOf, dayText, spanText });
})();
