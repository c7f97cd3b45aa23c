package main

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// machineMemory is how much memory a process may have: of the machine, of its control
// group, and by the limits that it was started with. 0 is not known.
func machineMemory() uint64 {
	var least uint64
	take := func(n uint64) {
		if n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		take(uint64(info.Totalram) * uint64(info.Unit))
	}
	for _, name := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if data, err := os.ReadFile(name); err == nil {
			n, _ := strconv.ParseUint(string(bytes.TrimSpace(data)), 10, 64)
			take(n)
		}
	}
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_DATA, &limit) == nil && limit.Cur != unix.RLIM_INFINITY {
		take(limit.Cur)
	}
	if most, ok := mostAddresses(); ok {
		const reserved = 768 << 20 // by the runtime, which keeps the addresses of what it has given back
		take((max(most, reserved+1) - reserved) / 2)
	}
	return least
}

// mostAddresses is how many addresses the process may have (ulimit -v), if that is limited.
func mostAddresses() (n uint64, limited bool) {
	var limit unix.Rlimit
	err := unix.Getrlimit(unix.RLIMIT_AS, &limit)
	return limit.Cur, err == nil && limit.Cur != unix.RLIM_INFINITY
}
