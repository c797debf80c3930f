// What is said of a filter that does not read: the English sentences.

export const filterEnglish = {
  'filter.no-key': 'There is no key {word}. To look for it as text, put it in quotation marks.',
  'filter.no-value': 'After {key}: comes what it is to be, such as {example}.',
  'filter.no-status': '{value} is no status. Write 501, 5xx, >=400, or none.',
  'filter.no-quantity': '{value} is no comparison. Write {example}.',
  'filter.no-ending': '{value} is no ending of a connection. There are {all}.',
  'filter.no-note': '{value} is no rule of the inspector, and no severity. Write note:error, or note:405-without-allow.',
  'filter.no-field': '{value} is no name of a field. Write Allow, or Allow=GET.',
  'filter.unclosed': 'The quotation mark that begins here does not end.',
} as const
