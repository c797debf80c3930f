// Where this machine keeps the learner's work, for every command.
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataFolder } from '../core/data-folder.ts'

/** @returns the folder where a command keeps the learner's work. @param option the value of `--data` */
export const folderFor = (option: string | undefined): string =>
  dataFolder({ option, platform: process.platform, env: process.env, home: homedir(), cwd: process.cwd() })

/** @returns the folder with the packs that were added; it may not be there. @param option the value of `--data` */
export const addedPacks = (option: string | undefined): string => join(folderFor(option), 'packs')
