package main

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// A job is work in the background that a schedule wakes. What is due is kept as
// rows, never as a timer, so that a run which is missed or comes twice does no
// harm.
type job struct {
	name    string
	when    string // five fields as cron has them, in UTC
	atStart bool   // runs once at the start as well
	run     func(context.Context) error
}

// runJobs wakes jobs until ctx is done, and then waits for those that run. A job
// never runs twice at once, and one that panics is told to the log and woken
// again.
func runJobs(ctx context.Context, jobs []job, log *slog.Logger) error {
	logger := cronLog{log}
	// The outer one last: a panic has to be caught within the guard, or the guard
	// would take the job for running for ever.
	clock := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(logger),
		cron.WithChain(cron.SkipIfStillRunning(logger), cron.Recover(logger)))
	var first sync.WaitGroup
	for _, j := range jobs {
		id, err := clock.AddFunc(j.when, func() {
			if err := j.run(ctx); err != nil && ctx.Err() == nil {
				log.ErrorContext(ctx, "a job failed", "job", j.name, "error", err)
			}
		})
		if err != nil {
			return fmt.Errorf("the schedule of %s: %w", j.name, err)
		}
		if j.atStart {
			first.Go(clock.Entry(id).WrappedJob.Run)
		}
	}
	clock.Start()
	<-ctx.Done()
	<-clock.Stop().Done()
	first.Wait()
	return nil
}

// cronLog is a log as cron writes to it.
type cronLog struct{ log *slog.Logger }

// Info implements cron.Logger.
func (l cronLog) Info(msg string, keysAndValues ...any) { l.log.Debug("cron: "+msg, keysAndValues...) }

// Error implements cron.Logger.
func (l cronLog) Error(err error, msg string, keysAndValues ...any) {
	l.log.Error("cron: "+msg, append(keysAndValues, "error", err)...)
}
