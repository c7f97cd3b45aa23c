package main

import (
	"context"
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"tongket/report/vi"
)

// A command that asks for more memory than the machine has would be ended by the system,
// or by the runtime with pages that no user can read. So it is watched, and ends before,
// as if it were stopped.
const (
	mostMemory  = 4 << 30 // whatever the machine has: no job needs as much
	leastMemory = 128 << 20
	memoryEvery = 20 * time.Millisecond
)

// A memoryError is a command that would take more memory than it may.
type memoryError struct{ limit uint64 }

func (e memoryError) Error() string {
	return fmt.Sprintf("không đủ bộ nhớ: công việc cần hơn %s MB; hãy chia các biểu ra nhiều công việc, hoặc chạy trên máy có nhiều bộ nhớ hơn; kết quả cũ giữ nguyên", vi.Count(int(e.limit>>20)))
}

// leastAddresses is what the runtime and a job need. Where the system gives less, the runtime
// ends the program in the middle of its work, with a text of its own, or before it begins.
const leastAddresses = 1792 << 20

// enoughAddresses is an error if the process may have too few addresses to begin.
func enoughAddresses() error {
	if most, limited := mostAddresses(); limited && most < leastAddresses {
		return fmt.Errorf("không đủ bộ nhớ: hệ thống chỉ cho chương trình %s MB địa chỉ (ulimit -v), cần ít nhất %s MB; hãy nới giới hạn ấy rồi chạy lại", vi.Count(int(most>>20)), vi.Count(leastAddresses>>20))
	}
	return nil
}

// withinMemory is ctx that ends with a memoryError once the program takes more than it
// may; stop ends the watch.
func withinMemory(ctx context.Context) (watched context.Context, stop func()) {
	limit := memoryLimit()
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(memoryEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if memoryTaken() > limit {
					cancel(memoryError{limit})
					return
				}
			}
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}

// memoryLimit is how much the program may take: somewhat more than GOMEMLIMIT where that
// is set, at which the collector begins to work harder; else three quarters of what the
// machine has, of which the collector is told.
func memoryLimit() uint64 {
	if set := debug.SetMemoryLimit(-1); set < math.MaxInt64 {
		return uint64(set) / 4 * 5
	}
	limit := uint64(mostMemory)
	if has := machineMemory(); has > 0 {
		limit = min(limit, max(has/4*3, leastMemory))
	}
	debug.SetMemoryLimit(int64(limit / 3 * 2))
	return limit
}

// memoryTaken is what the runtime has of the system and has not given back.
func memoryTaken() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64()
}
