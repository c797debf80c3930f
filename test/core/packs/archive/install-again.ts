// Adds archives to a folder, in turns and so many times, and says after each what came of it: a process that can be ended.
import { installArchive } from '../../../../electron/core/packs/archive/install-archive.ts'

const [, , folder = '', times = '1', ...paths] = process.argv
for (let nth = 0; nth < Number(times); nth += 1) {
  for (const path of paths) {
    const installed = installArchive(path, folder, { despite: ['pack.older'] })
    console.log('problems' in installed ? installed.problems.map(({ what }) => what).join() : 'version' in installed ? installed.version : installed.cautions.map(({ id }) => id).join())
  }
}
