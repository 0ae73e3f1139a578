import { baseline } from './paths'
import { buf } from './run'

/** Makes the contract of today the one with which later changes must be compatible. Done at each release. */
buf('build', '--exclude-source-info', '--path', 'rapport', '-o', baseline)
