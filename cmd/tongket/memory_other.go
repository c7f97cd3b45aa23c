//go:build !linux && !windows

package main

import "golang.org/x/sys/unix"

// machineMemory is how much memory the machine has; 0 is not known.
func machineMemory() uint64 {
	n, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		return 0
	}
	return n
}

// mostAddresses is not limited here.
func mostAddresses() (n uint64, limited bool) { return 0, false }
