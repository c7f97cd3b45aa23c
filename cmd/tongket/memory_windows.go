package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// machineMemory is how much memory the machine has; 0 is not known.
func machineMemory() uint64 {
	var status struct {
		length, load                                                                     uint32
		physical, available, page, pageLeft, addresses, addressesLeft, addressesExtended uint64
	}
	status.length = uint32(unsafe.Sizeof(status))
	ask := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if ok, _, _ := ask.Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return 0
	}
	return status.physical
}

// mostAddresses is not limited here.
func mostAddresses() (n uint64, limited bool) { return 0, false }
