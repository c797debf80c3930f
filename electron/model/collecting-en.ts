// What the core says of a collector: of its code, of sending results to it, and of what it refused. The English ones.
export const collectingEnglish = {
  // a code that was typed
  'join.empty': 'Type the code that your instructor shows.',
  'join.character': 'Group {group} has a "{character}", and no code has that there. Compare that group.',
  'join.kind': 'The code begins with "{character}", and codes that this Lab 501 knows begin with 1 or 2. Compare the first group, or take a newer Lab 501.',
  'join.short': 'These are {count} characters, and the code has {of}. Something is missing: count the groups.',
  'join.long': 'These are {count} characters, and the code has {of}. Something stands there twice: count the groups.',
  'join.check': 'The code does not add up: a character is another one, or two are swapped. Compare it group by group.',
  'join.address': 'The code leads to {address}, where nobody can listen. Ask your instructor for another one.',
  // what comes of sending
  'sending.unreachable': '{address} is out of reach ({why}). What you do is kept, and it is tried again.',
  'sending.busy': '{address} answered {status}: it takes more later. It is tried again.',
  'sending.stranger': 'At {address} answers something else than the collector of your code, so nothing was sent. Compare the code, or ask your instructor.',
  'sending.code': '{address} does not know this code any more. Ask your instructor for the one that is shown now.',
  'sending.name': 'Somebody else sends results under this name. Choose another name, such as yours with a number.',
  'sending.sender': 'The result was made by another installation than this one, so it was not taken.',
  'sending.form': '{address} did not take a result: it did not find it whole. Save the file and hand it over by hand.',
  'sending.length': 'A result is longer than a collector takes. Hand it in as a file, without the captures.',
  'sending.refused': '{address} answered {status}, and does not take results. It is not tried again by itself.',
  'sending.unmade': 'A result could not be made: {why}.',
} as const
