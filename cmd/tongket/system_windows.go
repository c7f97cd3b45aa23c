package main

import "golang.org/x/sys/windows"

// show opens a file in the program that the user opens such files with.
func show(path string) error {
	verb, err1 := windows.UTF16PtrFromString("open")
	file, err2 := windows.UTF16PtrFromString(path)
	if err1 != nil || err2 != nil {
		return err2
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL)
}

// speakUTF8 has the console take what this program writes, also through a pipe,
// for UTF-8; restore gives it back as it was.
func speakUTF8() (restore func()) {
	const utf8 = 65001
	before, err := windows.GetConsoleOutputCP()
	if err != nil || before == utf8 || windows.SetConsoleOutputCP(utf8) != nil {
		return func() {}
	}
	return func() { _ = windows.SetConsoleOutputCP(before) }
}
