/** A test of what Windows does not have: named pipes, file modes, signals to others, or a POSIX shell. It is skipped there. */
export const onPosix = process.platform === 'win32' ? it.skip : it;
