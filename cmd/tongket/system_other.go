//go:build !windows

package main

import (
	"os/exec"
	"runtime"
)

// show opens a file in the program that the user opens such files with.
func show(path string) error {
	if runtime.GOOS == "darwin" {
		return exec.Command("open", path).Start()
	}
	return exec.Command("xdg-open", path).Start()
}

// speakUTF8 has nothing to do: terminals here take UTF-8.
func speakUTF8() (restore func()) { return func() {} }
