// Puts the page together: the lane to the core, the stores, the words, the addresses.
import './bridge/without-eval.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { choosePort } from './bridge/choose-port.ts'
import { keepConnected } from './bridge/keep-connected.ts'
import { CORE } from './bridge/use-core.ts'
import { keepFaults } from './composables/page-faults.ts'
import { words } from './composables/useWords.ts'
import { makeRouter } from './router.ts'
import './styles/base.css'

keepFaults(window)
const core = keepConnected(choosePort(window))
createApp(App).provide(CORE, core).use(createPinia()).use(words).use(makeRouter()).mount('#app')
