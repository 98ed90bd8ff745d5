/** Step rules that people choose among; the engine knows some more. */
export const Samplers = [
  'Euler', 'Euler a', 'Heun', 'DPM2', 'DPM2 a', 'LMS', 'DPM++ 2S a', 'DPM++ 2M', 'DPM++ SDE', 'DPM++ 2M SDE',
  'DPM++ 3M SDE', 'UniPC', 'DDIM', 'DDPM', 'PLMS', 'LCM', 'DEIS', 'ER SDE', 'Res Multistep', 'Gradient Estimation',
]

/** Spacings of noise levels. */
export const Schedulers = [
  'normal', 'karras', 'exponential', 'sgm_uniform', 'simple', 'ddim_uniform', 'beta', 'kl_optimal', 'linear_quadratic',
]

export const Formats = ['png', 'jpeg', 'webp']
