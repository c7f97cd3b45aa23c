package main

import (
	"context"
	"encoding/xml"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var schedules = filepath.Join(root, "samples", "lich-chay")

func readSchedule(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(schedules, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// installed is a schedule's text with the program and the job where this test
// has them.
func installed(t *testing.T, text, job string) string {
	t.Helper()
	program, err := exec.LookPath("tongket")
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer("/usr/local/bin/tongket", program, "/srv/tong-ket", job).Replace(text)
}

// spaceless makes a job whose path has no spaces, as the examples need it.
func spaceless(t *testing.T) string {
	t.Helper()
	job := filepath.Join(t.TempDir(), "tong-ket")
	if err := os.Rename(makeJob(t), job); err != nil {
		t.Fatal(err)
	}
	return job
}

var cronLine = regexp.MustCompile(`(?m)^((?:[0-9*,/-]+ ){5})(/.*)$`)

func TestCronExample(t *testing.T) {
	job := spaceless(t)
	lines := cronLine.FindAllStringSubmatch(installed(t, readSchedule(t, "tongket.cron"), job), -1)
	if len(lines) != 1 {
		t.Fatalf("%d lines of jobs, want 1", len(lines))
	}
	command := lines[0][2]
	if strings.Contains(command, "%") {
		t.Errorf("cron ends a command at %%: %s", command)
	}
	for _, want := range []string{`"changed":true`, `"changed":false`} {
		if out, err := exec.Command("sh", "-euc", command).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
		log, err := os.ReadFile(filepath.Join(job, ".tongket.log"))
		if err != nil || !strings.Contains(string(log), want) {
			t.Errorf("%v: the log does not hold %s:\n%s", err, want, log)
		}
	}
}

func TestSystemdExamples(t *testing.T) {
	job := spaceless(t)
	dir := t.TempDir()
	for _, name := range []string{"tongket.service", "tongket-watch.service", "tongket.timer"} {
		text := installed(t, strings.ReplaceAll(readSchedule(t, name), "User=tongket", "User=root"), job)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	start := regexp.MustCompile(`(?m)^ExecStart=(.*)$`)
	fields := strings.Fields(start.FindStringSubmatch(installed(t, readSchedule(t, "tongket.service"), job))[1])
	if out, err := exec.Command(fields[0], fields[1:]...).CombinedOutput(); err != nil || !strings.Contains(string(out), `"status":0,"changed":true`) {
		t.Errorf("%q: %v\n%s", fields, err, out)
	}
	watched := strings.Fields(start.FindStringSubmatch(readSchedule(t, "tongket-watch.service"))[1])
	if c, rest, err := rootCommand().Find(watched[1:]); err != nil || c.Name() != "watch" || c.ParseFlags(rest) != nil {
		t.Errorf("%q is no command of tongket", watched)
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("no systemd-analyze")
	}
	for _, args := range [][]string{
		{"verify", filepath.Join(dir, "tongket.timer"), filepath.Join(dir, "tongket.service"), filepath.Join(dir, "tongket-watch.service")},
		{"calendar", regexp.MustCompile(`(?m)^OnCalendar=(.*)$`).FindStringSubmatch(readSchedule(t, "tongket.timer"))[1]},
	} {
		out, err := exec.Command("systemd-analyze", args...).CombinedOutput()
		if err != nil || strings.Contains(string(out), dir) {
			t.Errorf("systemd-analyze %s: %v\n%s", args[0], err, out)
		}
	}
}

// A task is what Windows reads of a task's file, by its schema of version 1.2;
// the order of the elements is the schema's.
type task struct {
	XMLName     xml.Name `xml:"http://schemas.microsoft.com/windows/2004/02/mit/task Task"`
	Version     string   `xml:"version,attr"`
	Description string   `xml:"RegistrationInfo>Description"`
	Start       string   `xml:"Triggers>CalendarTrigger>StartBoundary"`
	Days        struct {
		All []struct{ XMLName xml.Name } `xml:",any"`
	} `xml:"Triggers>CalendarTrigger>ScheduleByWeek>DaysOfWeek"`
	Instances string                                                `xml:"Settings>MultipleInstancesPolicy"`
	Exec      struct{ Command, Arguments, WorkingDirectory string } `xml:"Actions>Exec"`
	Parts     []struct{ XMLName xml.Name }                          `xml:",any"`
}

func TestTaskExample(t *testing.T) {
	text := readSchedule(t, "tongket.xml")
	for _, r := range text {
		if r > 0x7f {
			t.Fatalf("%q: without a declaration of its encoding the file must be ASCII", r)
		}
	}
	var k task
	if err := xml.Unmarshal([]byte(text), &k); err != nil {
		t.Fatal(err)
	}
	if k.Version != "1.2" || !strings.Contains(k.Description, "lập phụ lục") || k.Instances != "IgnoreNew" || len(k.Days.All) != 5 {
		t.Errorf("task %+v", k)
	}
	if !regexp.MustCompile(`^\d{4}-\d\d-\d\dT05:30:00$`).MatchString(k.Start) || !strings.HasSuffix(k.Exec.Command, `\tongket.exe`) {
		t.Errorf("task %+v", k)
	}
	var order []string
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if err != nil {
			break
		}
		if e, ok := token.(xml.StartElement); ok && regexp.MustCompile(`^(RegistrationInfo|Triggers|Principals|Settings|Actions)$`).MatchString(e.Name.Local) {
			order = append(order, e.Name.Local)
		}
	}
	if got := strings.Join(order, " "); got != "RegistrationInfo Triggers Principals Settings Actions" {
		t.Errorf("the parts of the task are %s", got)
	}
	job := makeJob(t)
	args := strings.Split(strings.ReplaceAll(k.Exec.Arguments, `"`, ""), " ")
	for i, arg := range args {
		if arg == `D:\tong-ket` {
			args[i] = job
		}
	}
	var words strings.Builder
	if code := execute(context.Background(), args, &words, &words); code != 0 || words.Len() > 0 {
		t.Errorf("tongket %q: exit status %d\n%s", args, code, words.String())
	}
	if _, err := os.Stat(filepath.Join(job, "ket-qua", "bieu-do.html")); errors.Is(err, os.ErrNotExist) {
		t.Error("the task writes no outputs")
	}
}
