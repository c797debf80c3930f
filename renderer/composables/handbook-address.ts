// The address of a place in the handbook, for links that no router makes.
import type { HandbookLink } from '../../electron/model/handbook.ts'

/** The addresses of the page are fragments. */
export const handbookAddress = ({ page, heading }: HandbookLink): string => `#/handbook/${page}${heading === undefined ? '' : `/${heading}`}`
