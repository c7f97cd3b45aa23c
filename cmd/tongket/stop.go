package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// grace is how long a command may take to end in good order once it is asked
// to. Nothing that it does is lost when it does not: outputs are published as a
// whole or not at all.
const grace = 150 * time.Millisecond

// untilSignal is done at the first Ctrl-C, or when the system asks the process
// to end. A second one ends the process at once, after restore.
func untilSignal(restore func()) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-signals
		cancel()
		<-signals
		restore()
		os.Exit(exitFailed)
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}

// publishing is held while outputs take their place, so that the process does
// not end in between, and knows what else a process that ends leaves behind.
var publishing struct {
	sync.Mutex
	clear func() // removes what the run has begun; nil if there is nothing
}

// leaveBehind says what a process that ends now removes.
func leaveBehind(clear func()) {
	publishing.Lock()
	defer publishing.Unlock()
	publishing.clear = clear
}

// begin runs the command; ended is false if it was left alone before its end.
// A fault of the program is an error like others.
func begin(ctx context.Context, root *cobra.Command, args []string) (cmd *cobra.Command, err error, ended bool) {
	type ending struct {
		cmd *cobra.Command
		err error
	}
	done := make(chan ending, 1)
	go func() {
		defer func() {
			if fault := recover(); fault != nil {
				done <- ending{commandOf(root, args), fmt.Errorf("chương trình gặp lỗi (%v); hãy gửi các tệp của công việc cho người viết chương trình", fault)}
			}
		}()
		cmd, err := root.ExecuteContextC(ctx)
		done <- ending{cmd, err}
	}()
	select {
	case e := <-done:
		return e.cmd, e.err, true
	case <-overdue(ctx):
	}
	publishing.Lock() // what is taking its place does so first; nothing will after, for ctx is done
	defer publishing.Unlock()
	select {
	case e := <-done:
		return e.cmd, e.err, true
	default:
	}
	if publishing.clear != nil {
		publishing.clear()
	}
	return commandOf(root, args), context.Canceled, false
}

// commandOf is the command that a command line names, else the program.
func commandOf(root *cobra.Command, args []string) *cobra.Command {
	if cmd, _, err := root.Find(args); err == nil {
		return cmd
	}
	return root
}

// overdue gives something when the grace after ctx is over.
func overdue(ctx context.Context) <-chan struct{} {
	late := make(chan struct{})
	context.AfterFunc(ctx, func() {
		time.Sleep(grace)
		close(late)
	})
	return late
}
