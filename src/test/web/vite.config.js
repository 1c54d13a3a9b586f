import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The components are one large bundle.
  build: { chunkSizeWarningLimit: 2000 },
});
