// What is let go of above the page: files, and folders with what is in them.
import { isResultName } from '../../../electron/model/result-name.ts'
import { resultsAmong, type ResultFile } from '../../stores/class-files.ts'

/** Folders in folders, as when learners hand in one each. */
const DEEPEST = 4

/** Must be asked while the event is there: afterwards a browser has forgotten what was dropped. @returns the results in it */
export function droppedFiles(data: DataTransfer): Promise<ResultFile[]> {
  const entries = [...data.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return Promise.resolve(resultsAmong([...data.files]))
  return Promise.all(entries.map(entry => filesIn(entry, 0))).then(found => found.flat())
}

async function filesIn(entry: FileSystemEntry, depth: number): Promise<ResultFile[]> {
  if (isFile(entry)) {
    if (depth > 0 && !isResultName(entry.name)) return []
    const file = await new Promise<File>((resolve, reject) => { entry.file(resolve, reject) })
    return [{ name: entry.fullPath.replace(/^\//, ''), file }]
  }
  if (!isFolder(entry) || depth >= DEEPEST) return []
  const inside: ResultFile[] = []
  for (const one of await entriesOf(entry.createReader())) inside.push(...await filesIn(one, depth + 1))
  return inside
}

/** A browser tells a hundred at a time, and none when there are no more. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => { reader.readEntries(resolve, reject) })
    if (some.length === 0) return all.sort((one, other) => (one.name < other.name ? -1 : 1))
    all.push(...some)
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
