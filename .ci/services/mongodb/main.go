// A server that speaks MongoDB's protocol, for the tests of the record store on machines where no MongoDB can be had:
// FerretDB 1.24 on its SQLite backend. Usage: mongodb <address> <folder>
package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	quiet := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: os.Args[1]},
		Handler:   "sqlite",
		SQLiteURL: "file:" + os.Args[2] + "/",
		Logger:    quiet,
	})
	if err != nil {
		quiet.Error("cannot start", "reason", err)
		os.Exit(1)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := server.Run(ctx); err != nil {
		quiet.Error("stopped", "reason", err)
		os.Exit(1)
	}
}
