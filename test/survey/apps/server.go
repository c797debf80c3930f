// server.go MODE ADDRESS FOLDER: a handler that answers 200 to everything, or a server of files.
package main

import (
	"fmt"
	"net/http"
	"os"
)

func main() {
	if os.Args[1] == "go-files" {
		panic(http.ListenAndServe(os.Args[2], http.FileServer(http.Dir(os.Args[3]))))
	}
	panic(http.ListenAndServe(os.Args[2], http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/throw" {
			panic("thrown for the survey")
		}
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprintf(w, "handler: %s\n", r.Method)
	})))
}
