// Command tongket turns the spreadsheets of a term's results into the annexes
// of the documents that a congress discusses.
//
// Usage:
//
//	tongket run samples/phu-tho
//	tongket watch JOB
//	tongket check samples/phu-tho
//	tongket facts samples/phu-tho
//	tongket explain FILE!SHEET!CELL
//	tongket init DIR
//	tongket diff OLD NEW
//	tongket guide
//	tongket completion bash
//	tongket version
//
// A job is a folder with the sheets in so-lieu/ and, where the defaults do not
// serve, a tongket.yaml and a danh-muc.csv. The outputs are written to
// ket-qua/ in it, all of them or none. What users read is Vietnamese; the
// manual is huong-dan.md.
//
// Exit status: 0 the outputs are written (findings or not); 1 they are not;
// 2 wrong usage or a wrong job file; 3 written, but --strict is set and a
// finding is an error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tongket/ingest/read"
	"tongket/report/vi"
)

// version is that of the program; outputs carry it, so it changes with them.
const version = "0.1.0"

const (
	exitFailed = 1
	exitUsage  = 2
	exitStrict = 3
)

// ballast is a part of the heap that is never touched and so takes no memory:
// the collector, which runs when the heap has grown by half, leaves a heap of a
// few megabytes alone.
const ballast = 32 << 20

func main() {
	if err := enoughAddresses(); err != nil {
		fmt.Fprintln(os.Stderr, "tongket: "+err.Error())
		os.Exit(exitFailed)
	}
	debug.SetGCPercent(50) // a workbook of 500,000 rows is read in less than 600 MB
	untouched := make([]byte, ballast)
	if os.Getenv("GOTRACEBACK") == "" {
		debug.SetTraceback("none") // what a user could do nothing with
	}
	restore := speakUTF8()
	ctx, stop := untilSignal(restore)
	code := start(ctx, os.Args[1:])
	restore()
	stop()
	runtime.KeepAlive(untouched)
	os.Exit(code)
}

// start runs the command line, or what a double-click asks for.
func start(ctx context.Context, args []string) int {
	cobra.MousetrapHelpText = "" // a double-click is no fault
	if mousetrap.StartedByExplorer() {
		exe, _ := os.Executable()
		return clicked(ctx, args, exe, show, os.Stdin, os.Stdout, os.Stderr)
	}
	return execute(ctx, args, os.Stdout, os.Stderr)
}

// execute runs one command line and gives its exit status. A command that does
// not end in good time once ctx is done is left alone: its outputs are not
// published.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	ctx, stop := withinMemory(ctx)
	defer stop()
	cmd, err, ended := begin(ctx, root, args)
	if cause := context.Cause(ctx); err != nil && errors.As(cause, new(memoryError)) {
		err, ended = cause, true
	}
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errStrict), errors.As(err, new(loggedError)):
	case !ended && cmd.Name() == "watch":
		tellStopped(args, stderr)
		return 0 // to be stopped is how it ends
	case asksForLog(cmd, args):
		noteFault(err, stderr)
	default:
		fmt.Fprintf(stderr, "tongket: %s\n", vi.Visible(stopped(err).Error()))
	}
	return exitStatus(err)
}

// stopped says in Vietnamese that a command was stopped, or what the system says
// of its standard output.
func stopped(err error) error {
	if errors.Is(err, context.Canceled) {
		return errors.New("đã dừng theo yêu cầu; kết quả cũ giữ nguyên")
	}
	if much := new(read.TooMuchError); errors.As(err, &much) {
		return errors.New(vi.TooMuchInARun(much.What, much.Limit))
	}
	if bare, ok := err.(*fs.PathError); ok { // of standard output: all else has its sentence
		return fmt.Errorf("không ghi được ra %s: %w", bare.Path, reason(bare))
	}
	return err
}

// A usageError is wrong usage or a wrong job file.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(err error) error { return usageError{err} }

func exitStatus(err error) int {
	switch {
	case errors.As(err, new(usageError)):
		return exitUsage
	case errors.Is(err, errStrict):
		return exitStrict
	}
	return exitFailed
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "tongket",
		Short: "Lập phụ lục số liệu tổng kết nhiệm kỳ từ các biểu Excel",
		Long: `tongket đọc các biểu số liệu (Excel, LibreOffice, CSV) mà các phòng, các huyện gửi về,
kiểm tra, tính toán và lập phụ lục: PDF, Excel, biểu đồ, câu nhận định.`,
		Example:           "  tongket run samples/phu-tho\n  tongket check samples/phu-tho\n  tongket guide",
		Args:              noSuchCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(flagWords(err)) })
	root.AddCommand(runCommand(), watchCommand(), checkCommand(), factsCommand(), explainCommand(), initCommand(), diffCommand(), guideCommand(), completionCommand(), versionCommand())
	complete(root.Commands())
	root.Version = version
	root.SetVersionTemplate("tongket {{.Version}}\n")
	root.Flags().Bool("version", false, "in phiên bản")
	root.SetHelpCommand(&cobra.Command{Use: "no-help", Hidden: true})
	for _, c := range append(root.Commands(), root) {
		c.DisableFlagsInUseLine = true
		c.Flags().BoolP("help", "h", false, "xem cách dùng lệnh này")
	}
	return root
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "In phiên bản",
		Example: "  tongket version",
		Args:    atMost(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "tongket "+version)
			return err
		},
	}
}

func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if args[0] == "help" {
		return usage(errors.New("xem cách dùng bằng: tongket --help, hoặc tongket LỆNH --help"))
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	if near := nearest(args[0], names); near != "" {
		return usage(fmt.Errorf("không có lệnh %q; có phải là %q không?", args[0], near))
	}
	return usage(fmt.Errorf("không có lệnh %q; các lệnh: %s", args[0], strings.Join(names, ", ")))
}

func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return usage(fmt.Errorf("lệnh %s nhận tối đa %d tham số, đang có %d; xem: tongket %s --help", cmd.Name(), n, len(args), cmd.Name()))
		}
		return nil
	}
}

// flagWords words an error of the flag library.
func flagWords(err error) error {
	var unknown *pflag.NotExistError
	var novalue *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		dash := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dash = "-"
		}
		return fmt.Errorf("không có tùy chọn %s%s; thêm --help để xem các tùy chọn", dash, unknown.GetSpecifiedName())
	case errors.As(err, &novalue):
		return fmt.Errorf("tùy chọn --%s cần một giá trị", novalue.GetSpecifiedName())
	case errors.As(err, &invalid):
		return fmt.Errorf("giá trị %q của tùy chọn --%s không hợp lệ", invalid.GetValue(), invalid.GetFlag().Name)
	}
	return err
}

const usageTemplate = `Cách dùng:{{if .HasAvailableSubCommands}}
  {{.CommandPath}} LỆNH{{else}}
  {{.UseLine}} [TÙY CHỌN]{{end}}{{if .HasExample}}

Ví dụ:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Các lệnh:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Tùy chọn:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

Xem cách dùng một lệnh: {{.CommandPath}} LỆNH --help{{end}}
`
