// express-static.js PORT: serves the folder `www` of where it is started.
import express from 'express'

express().use(express.static('www')).listen(Number(process.argv[2]), '127.0.0.1')
