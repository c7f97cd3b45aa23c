package main

import "golang.org/x/sys/unix"

// exchange swaps the names of two folders at once.
func exchange(a, b string) error { return unix.RenamexNp(a, b, unix.RENAME_SWAP) }
